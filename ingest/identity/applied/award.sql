-- One row changed per award whose recipient is known to be an organisation.
update award
set organisation_id = match.organisation_id
from organisation_match as match
where match.dataset_id = award.dataset_id
    and match.source_key = coalesce(award.recipient_key, award.recipient || coalesce(', ' || award.economy, ''))
    and award.recipient not in ('Natural person', 'Natural persons')
