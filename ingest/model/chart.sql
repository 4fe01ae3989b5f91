-- chart_text(about, name, key): what a publisher of charts says of one column of a chart, in a JSON object of columns by name.
create macro chart_text(about, name, key) as json_extract_string(json_extract(about, '$."' || name || '"'), '$.' || key);
