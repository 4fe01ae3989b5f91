-- check: identity-doubt   level: warning
-- Whether two records that look alike are one organisation has to be decided, in datasets/identities/decisions.csv.
select
    dataset_id || ' ' || source_key || ' / ' || other_dataset || ' ' || other_key as pair,
    label,
    other_label,
    score,
    reason
from organisation_doubt
order by pair
