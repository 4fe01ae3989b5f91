-- One row that the check policy-planned-in-past returns.
update policy_event set dated = '2000-01-01', status = 'planned' where policy_event_id = (select min(policy_event_id) from policy_event);
