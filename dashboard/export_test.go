package dashboard

// Lean makes a server render nothing ahead of its readers: a test asks for few pages.
func (c Config) Lean() Config {
	c.lean = true
	return c
}

// WithoutDrawings makes a lean server that serves as one whose front end was not built: drawing every page would take tests minutes.
func (c Config) WithoutDrawings() Config {
	c.undrawn = true
	return c.Lean()
}
