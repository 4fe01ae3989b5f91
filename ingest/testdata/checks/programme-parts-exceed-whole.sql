-- One row that the check programme-parts-exceed-whole returns.
update programme_amount set amount = 0 where programme_amount_id = (
    select min(whole.programme_amount_id)
    from programme_amount as part
    join programme using (programme_id)
    join programme_amount as whole
        on whole.programme_id = programme.parent_id and whole.stage = part.stage and whole.currency = part.currency
    where part.money_role = 'total'
);
