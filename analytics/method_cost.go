package analytics

// Cost for each megawatt has a page of its own, which says what may be divided by what; the figure is the median with the quartiles.
func init() { register(method{id: "euros-per-megawatt", interval: IntervalQuartiles, fold: quartiles}) }
