-- One row that the check round-before-founding returns.
update round set year = 1900 where round_id = (
    select min(round_id)
    from round
    join organisation using (organisation_id)
    where organisation.year is not null
);
