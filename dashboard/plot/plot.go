// Package plot turns a frame into the option of an ECharts drawing. It decides form, order, colour, labels and marks, in the
// language of a Printer, so that whoever draws the option (the server's SVG, the reader's canvas) formats nothing. It does not
// query, does not draw and knows nothing of HTTP. It is the only importer of go-echarts.
package plot
