-- One row that the check unknown-code returns.
update policy_event set kind = 'no-such-kind' where policy_event_id = (select min(policy_event_id) from policy_event);
