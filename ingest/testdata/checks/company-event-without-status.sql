-- One row that the check company-event-without-status returns.
update round set instrument = 'acquisition', is_counted = true where round_id = (
    select min(round_id)
    from round
    join organisation using (organisation_id)
    where organisation.status = 'active'
);
