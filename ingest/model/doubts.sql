-- doubts(note): whether a compiled row's note doubts the row itself. Such a row gets the status U, low reliability.
-- Words of size (about, up to, more than) are no doubt: they qualify an amount. Nor is a second source that only adds.
create macro doubts(note) as coalesce(
    regexp_matches(
        note,
        'from memory|general knowledge|general record|assumed|not confirmed|never confirmed|not verified|unverified|not checked'
        || '|unclear|uncertain|inferred|may include|may be larger|looks wrong|disputed|sources differ|several sources|some sources'
        || '|another (source|report|profile|tally|extract) (gives|says|calls|names)|other (sources|reports) (say|give|describe|split)|one source says|excerpt|\bcheck\b'
        || '|press report|press sources|press figure|per press|as recalled|recalls|recalled at|\bapproximate\b|critics estimate|estimated (cost|by source)'
        || '|weak aggregator|seen only|(terms|split) not seen|date not stated|leaked|forum summary|not closed|closing not'
        || '|certainty likely|unwound|address-less|convertible; |equity plus|(includes|incl\.) secondary|sold by existing holders|verify against|one source',
        'i'
    ),
    false
);
