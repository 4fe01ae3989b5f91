-- One row that the check round-post-money returns.
update round set valuation = 1, valuation_currency = currency where round_id = (select min(round_id) from round where amount is not null);
