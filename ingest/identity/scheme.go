package identity

import (
	"regexp"
	"slices"
	"strings"
)

// A scheme is a register that gives organisations identifiers.
type scheme struct {
	name   string
	form   *regexp.Regexp // of a whole value; capitals but for accounts
	valid  func(string) bool
	single bool // one organisation has one value: two values are two organisations
	shared bool // several organisations may have one value, so that the names must agree as well
}

// schemes are all registers, the one whose identifier makes the best id first.
var schemes = []scheme{
	{name: "lei", form: regexp.MustCompile(`^[0-9A-Z]{18}[0-9]{2}$`), valid: checkedLEI, single: true},
	{name: "siren", form: regexp.MustCompile(`^[0-9]{9}$`), valid: checkedSIREN, single: true},
	{name: "cik", form: regexp.MustCompile(`^[1-9][0-9]{0,9}$`), single: true},
	{name: "qid", form: regexp.MustCompile(`^Q[1-9][0-9]*$`), single: true},
	{name: "pic", form: regexp.MustCompile(`^[89][0-9]{8}$`)},
	{name: "uei", form: regexp.MustCompile(`^[A-HJ-NP-Z0-9]{12}$`)},
	{name: "vat", form: regexp.MustCompile(`^[A-Z]{2}[0-9A-Z]{5,13}$`), valid: hasDigits, shared: true},
	{name: "github", form: regexp.MustCompile(`^[a-z0-9](-?[a-z0-9])*$`)},
	{name: "hugging-face", form: regexp.MustCompile(`^[a-z0-9][a-z0-9._-]*$`)},
}

// Schemes are the names of all registers, in the order in which an id is made of them.
func Schemes() []string {
	names := make([]string, len(schemes))
	for i, s := range schemes {
		names[i] = s.name
	}
	return names
}

func schemeOf(name string) (scheme, bool) {
	i := slices.IndexFunc(schemes, func(s scheme) bool { return s.name == name })
	if i < 0 {
		return scheme{}, false
	}
	return schemes[i], true
}

// id is an id made of an identifier, such as siren-552100554.
func (i Identifier) id() string { return i.Scheme + "-" + strings.ToLower(i.Value) }

var noise = strings.NewReplacer(" ", "", ".", "", "-", "", "/", "", "\u00a0", "")

// clean brings identifiers into the registers' own form. What is none ("NOT APPLICABLE", a number that fails its own check) goes.
// A French establishment and a French VAT number name their company, so they say its SIREN too.
func clean(raw []Identifier, economy string) []Identifier {
	var ids []Identifier
	add := func(name, value string) {
		s, ok := schemeOf(name)
		if ok && s.form.MatchString(value) && (s.valid == nil || s.valid(value)) {
			ids = append(ids, Identifier{name, value})
		}
	}
	for _, id := range raw {
		value := strings.ToUpper(strings.TrimSpace(id.Value))
		switch id.Scheme {
		case "github", "hugging-face":
			add(id.Scheme, strings.ToLower(value))
			continue
		case "cik":
			value = strings.TrimLeft(value, "0")
		}
		value = noise.Replace(value)
		switch id.Scheme {
		case "siret":
			if len(value) == 14 {
				add("siren", value[:9])
			}
		case "vat":
			if economy == "FR" && len(value) == 13 && strings.HasPrefix(value, "FR") {
				add("siren", value[4:])
			}
			add("vat", value)
		default:
			add(id.Scheme, value)
		}
	}
	slices.SortFunc(ids, func(a, b Identifier) int { return strings.Compare(a.id(), b.id()) })
	return slices.Compact(ids)
}

// checkedLEI is the check of ISO 17442: as a number in which letters count from 10, it leaves 1 when divided by 97.
func checkedLEI(value string) bool {
	rest := 0
	for _, r := range value {
		if r >= 'A' {
			rest = (rest*100 + int(r-'A') + 10) % 97
		} else {
			rest = (rest*10 + int(r-'0')) % 97
		}
	}
	return rest == 1
}

// checkedSIREN is Luhn's check.
func checkedSIREN(value string) bool {
	sum := 0
	for i, r := range value {
		digit := int(r - '0')
		if (len(value)-i)%2 == 0 {
			if digit *= 2; digit > 9 {
				digit -= 9
			}
		}
		sum += digit
	}
	return sum > 0 && sum%10 == 0
}

func hasDigits(value string) bool {
	return strings.Trim(value[2:], "0") != "" && strings.ContainsAny(value[2:], "123456789")
}
