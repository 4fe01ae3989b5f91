-- One row that the check aggregate-as-place returns.
update policy_event set economy = 'WORLD' where policy_event_id = (select min(policy_event_id) from policy_event);
