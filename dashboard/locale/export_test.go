package locale

// Options are the words of choices, for the test that they are translated.
var Options = options
