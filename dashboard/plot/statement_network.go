package plot

import "slices"

// tied tells a network: its heaviest pair in both directions, then with whom Europe, or else the first economy asked for, works most and
// least for the size of both.
func (t *teller) tied() []string {
	knots, ties := t.ties()
	if len(ties) == 0 {
		return nil
	}
	first := ties[0]
	from, to := t.short(knots[first.from].code), t.short(knots[first.to].code)
	when := t.when(t.f.Series[0].Indicator, t.networkPeriod())
	all := []string{t.about(t.f.Series[0].Indicator, t.p.Text("statement.network", "most go from {0} to {1}, {2} {3}; {4} go the other way.", from, to, t.figure(first.give), when, t.figure(first.get)))}
	return append(all, t.beyond(knots, ties)...)
}

// beyond says of one economy which pairs are highest and lowest over what size lets expect.
func (t *teller) beyond(knots []knot, ties []tie) []string {
	at := max(0, slices.IndexFunc(knots, func(k knot) bool { return k.code == "EU27_2020" }))
	var high, low *tie
	for n := range ties {
		one := &ties[n]
		if one.from != at && one.to != at || !one.against.Known {
			continue
		}
		if high == nil || one.against.Float > high.against.Float {
			high = one
		}
		if low == nil || one.against.Float < low.against.Float {
			low = one
		}
	}
	if high == low {
		return nil
	}
	name := func(one *tie) string { return t.short(knots[one.from+one.to-at].code) }
	value := func(one *tie) string {
		return t.number(t.p.Quantity(one.against.Float, t.f.Series[1].Unit.Code, ""), nil)
	}
	return []string{t.p.Text("statement.network.beyond", "For the size of both, {0} works most with {1} ({2}) and least with {3} ({4}), both ways together.",
		t.short(knots[at].code), name(high), value(high), name(low), value(low))}
}
