-- One row per round and investor.
create table round_investor (
    round_id varchar not null references round (round_id),
    investor_id varchar not null references investor (investor_id),
    role varchar not null check (role in ('lead', 'other')),
    primary key (round_id, investor_id)
);
