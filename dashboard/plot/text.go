package plot

import (
	"strings"
	"unicode/utf8"
)

// width estimates how wide a text is drawn in a sans face, in pixels. It errs on the wide side: faces differ between readers.
func width(s string, size float64, bold bool) float64 {
	sum := 0.0
	for _, r := range s {
		sum += advance(r)
	}
	if bold {
		sum *= 1.08
	}
	return sum * size * 1.13
}

// advance is the width of a character in parts of the font size.
func advance(r rune) float64 {
	switch {
	case strings.ContainsRune("il.,:;'|!’·", r):
		return 0.27
	case strings.ContainsRune("fjtr()[]-I \u00a0\u202f/", r):
		return 0.34
	case strings.ContainsRune("mwMW—%@", r):
		return 0.88
	case r >= 'A' && r <= 'Z':
		return 0.69
	case r >= '0' && r <= '9':
		return 0.57
	case r > 0x2E80:
		return 1
	}
	return 0.56
}

// trim shortens a text to a width, at a word where one ends near, and says so with an ellipsis.
func trim(s string, size, room float64, bold bool) string {
	if width(s, size, bold) <= room {
		return s
	}
	for cut := utf8.RuneCountInString(s) - 1; cut > 0; cut-- {
		short := strings.TrimRight(string([]rune(s)[:cut]), " ,;:(–-") + "…"
		if width(short, size, bold) <= room {
			if space := strings.LastIndexByte(short, ' '); space > len(short)*2/3 {
				short = strings.TrimRight(short[:space], " ,;:(–-") + "…"
			}
			return short
		}
	}
	return "…"
}

// wrap breaks a text into at most so many lines of a width; the last one is trimmed.
func wrap(s string, size, room float64, bold bool, lines int) []string {
	var out []string
	line := ""
	words := strings.Split(s, " ")
	for i, word := range words {
		longer := strings.TrimLeft(line+" "+word, " ")
		if line == "" || width(longer, size, bold) <= room {
			line = longer
			continue
		}
		if len(out) == lines-1 {
			return append(out, trim(line+" "+strings.Join(words[i:], " "), size, room, bold))
		}
		out = append(out, trim(line, size, room, bold))
		line = word
	}
	return append(out, trim(line, size, room, bold))
}
