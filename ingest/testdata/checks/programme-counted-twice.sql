-- One row that the check programme-counted-twice returns.
update programme_amount set is_counted = true where programme_amount_id = (
    select min(part.programme_amount_id)
    from programme_amount as part
    join programme using (programme_id)
    join programme_amount as whole on whole.programme_id = programme.parent_id and whole.stage = part.stage
    where whole.is_counted
);
