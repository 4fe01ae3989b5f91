-- One row that the check round-type-and-instrument returns.
update round set instrument = 'equity' where round_id = (select min(round_id) from round where instrument = 'acquisition');
