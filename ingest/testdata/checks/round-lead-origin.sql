-- One row that the check round-lead-origin returns.
update round set lead_origin = 'nowhere' where round_id = (select min(round_id) from round_investor where role = 'lead');
