-- One row that the check policy-done-in-future returns.
update policy_event set dated = '2099-01-01', status = 'held' where policy_event_id = (select min(policy_event_id) from policy_event);
