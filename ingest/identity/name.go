package identity

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"sextant/internal/fold"
)

// A prepared record has its texts in the form in which they are compared.
type prepared struct {
	Record
	forms  [][]string // words of each name
	city   string
	domain string
	ids    []Identifier
}

func prepare(one Record) prepared {
	p := prepared{Record: one, city: plainCity(one.City), domain: domain(one.Website), ids: clean(one.Identifiers, one.Economy)}
	for _, name := range one.names() {
		if words := plain(name); len(words) > 0 && !slices.ContainsFunc(p.forms, func(f []string) bool { return slices.Equal(f, words) }) {
			p.forms = append(p.forms, words)
		}
	}
	return p
}

// main is the first name as it is compared.
func (p prepared) main() string {
	if len(p.forms) == 0 {
		return ""
	}
	return strings.Join(p.forms[0], " ")
}

var bracketed = regexp.MustCompile(`^(.*?)\s*\((formerly |ex |previously )?([^()]+)\)\s*$`)

// names takes the name of a record apart: "Verda (formerly DataCrunch)" are two. What stands in brackets without such a word is a
// second name only on a list made with care: registers put parents and towns there, and then it belongs to the name. A second name
// must look like one.
func (one Record) names() []string {
	m := bracketed.FindStringSubmatch(one.Name)
	switch {
	case m == nil || m[1] == "" || m[2] == "" && one.Public == "":
		return []string{one.Name}
	case len(strings.Join(plain(m[3]), "")) < 4:
		return []string{m[1]}
	}
	return []string{m[1], m[3]}
}

// plain is a name as words that are compared: folded, single letters in a row as one word (S. A. is sa), legal forms taken away.
func plain(name string) []string {
	words := slices.Clone(fold.Words(name))
	var joined []string
	single := false
	for _, w := range words {
		alone := len([]rune(w)) == 1 && w[0] < 0x80
		if alone && single {
			joined[len(joined)-1] += w
		} else {
			joined = append(joined, w)
		}
		single = alone
	}
	return withoutForms(joined)
}

// withoutForms takes legal forms from the ends of a name, as long as something is left.
func withoutForms(words []string) []string {
	for again := true; again; {
		again = false
		for _, form := range legalForms {
			if n := len(words) - len(form); n > 0 && slices.Equal(words[n:], form) {
				words, again = words[:n], true
			}
		}
	}
	if len(words) > 1 && leadingForms[words[0]] {
		words = words[1:]
	}
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return words
}

// legalForms are words at the end of a name that say what kind of legal person it is, longer ones first.
var legalForms = wordLists(`gmbh and co kgaa|gmbh and co kg|gmbh und co kg|ag and co kgaa|ag and co kg|co ltd|pte ltd|pty ltd|pvt ltd|private limited|sp zoo|sp z oo|spol sro|
public benefit corporation|incorporated|corporation|company|limited|inc|corp|co|ltd|llc|llp|lp|lllp|pllc|plc|pbc|pc|dba|
gmbh|mbh|ag|se|kg|kgaa|ug|haftungsbeschrankt|ohg|ev|eg|ggmbh|gag|sa|sas|sasu|sarl|eurl|sci|scop|snc|selarl|gie|epic|spa|srl|srls|scarl|scrl|sl|slu|sau|slp|lda|unipessoal|
bv|nv|bvba|vof|cv|ab|aktiebolag|as|asa|aps|oy|oyj|hf|ehf|ou|sia|uab|spzoo|sro|doo|dd|ad|eood|ood|kft|zrt|nyrt|bt|ae|epe|ike|monoprosopi|ooo|zao|pao|kk|kabushiki kaisha`)

// leadingForms may stand before a name.
var leadingForms = map[string]bool{"sas": true, "sasu": true, "sarl": true, "srl": true, "uab": true, "sia": true, "ooo": true, "zao": true, "societe": true}

func wordLists(text string) [][]string {
	var all [][]string
	for part := range strings.SplitSeq(strings.ReplaceAll(text, "\n", ""), "|") {
		all = append(all, strings.Fields(part))
	}
	return all
}

// generic are words that tell no organisation from another.
var generic = map[string]bool{"ai": true, "lab": true, "labs": true, "technologies": true, "technology": true, "tech": true, "group": true, "holding": true, "holdings": true,
	"international": true, "global": true, "solutions": true, "systems": true, "software": true, "services": true, "company": true, "and": true, "of": true, "the": true}

var (
	postal  = regexp.MustCompile(`\b(cedex|[a-z]?-?\d[\d -]*)\b`)
	exonyms = pairs("munchen=munich|koln=cologne|wien=vienna|milano=milan|roma=rome|torino=turin|firenze=florence|napoli=naples|venezia=venice|genova=genoa|" +
		"praha=prague|warszawa=warsaw|krakow=cracow|kobenhavn=copenhagen|bruxelles=brussels|brussel=brussels|lisboa=lisbon|goteborg=gothenburg|geneve=geneva|genf=geneva|" +
		"den haag=the hague|s gravenhage=the hague|sgravenhage=the hague|nurnberg=nuremberg|hannover=hanover|braunschweig=brunswick|bucuresti=bucharest|sevilla=seville|" +
		"antwerpen=antwerp|gent=ghent|louvain=leuven|athina=athens|beograd=belgrade|zuerich=zurich|moskva=moscow|new york city=new york")
	anywhere = map[string]bool{"github.com": true, "huggingface.co": true, "linkedin.com": true, "facebook.com": true, "twitter.com": true, "x.com": true, "medium.com": true, "google.com": true,
		"sites.google.com": true, "wordpress.com": true, "wikipedia.org": true, "notion.site": true, "europa.eu": true, "github.io": true, "crunchbase.com": true, "youtube.com": true, "archive.org": true}
)

// pairs reads names of cities in two languages.
func pairs(text string) map[string]string {
	all := map[string]string{}
	for pair := range strings.SplitSeq(text, "|") {
		own, english, _ := strings.Cut(pair, "=")
		all[own] = english
	}
	return all
}

// plainCity is a city as it is compared: without postal numbers, in English where the two names differ.
func plainCity(city string) string {
	city, _, _ = strings.Cut(city, ",")
	city = strings.Join(strings.Fields(postal.ReplaceAllString(fold.Text(city), " ")), " ")
	if english := exonyms[city]; english != "" {
		return english
	}
	return city
}

// domain is the host of a website; empty if the host serves many.
func domain(website string) string {
	if website == "" {
		return ""
	}
	if !strings.Contains(website, "://") {
		website = "https://" + website
	}
	u, err := url.Parse(website)
	if err != nil {
		return ""
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	if anywhere[host] || !strings.Contains(host, ".") || strings.HasSuffix(host, ".europa.eu") || strings.HasSuffix(host, ".github.io") || strings.HasSuffix(host, ".wixsite.com") {
		return ""
	}
	return host
}

// closest is the largest similarity of any names of two records.
func closest(a, b prepared) float64 {
	best := 0.0
	for _, x := range a.forms {
		for _, y := range b.forms {
			best = max(best, fold.Alike(strings.Join(x, " "), strings.Join(y, " ")))
		}
	}
	return best
}

// slug is a text as part of an address.
func slug(text string) string { return strings.Join(fold.Words(text), "-") }

// telling are the words of a name that are not generic.
func telling(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return generic[w] })
}

// distinctive says whether a name is long enough that two organisations of one economy will hardly share it.
func distinctive(words []string) bool {
	n := 0
	for _, w := range telling(words) {
		n += len([]rune(w))
	}
	return len(telling(words)) >= 2 && n >= 12
}

// oneTypo says whether two names differ in one long word by one letter, and share another telling word.
func oneTypo(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	differ, shared := 0, 0
	for i := range a {
		switch {
		case a[i] == b[i] && !generic[a[i]]:
			shared++
		case a[i] == b[i]:
		case min(len(a[i]), len(b[i])) < 7 || strings.ContainsAny(a[i]+b[i], "0123456789") || fold.Typos(a[i], b[i]) != 1:
			return false
		default:
			differ++
		}
	}
	return differ == 1 && shared > 0
}
