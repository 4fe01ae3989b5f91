-- One row that the check programme-counted-by-role returns.
update programme_amount set money_role = 'mobilised' where programme_amount_id = (select min(programme_amount_id) from programme_amount where is_counted);
