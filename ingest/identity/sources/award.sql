-- One row per recipient of awards, by the funder's own number of it, else by its name. People are left out.
select
    award.dataset_id,
    coalesce(award.recipient_key, award.recipient || coalesce(', ' || award.economy, '')) as source_key,
    arg_min(award.recipient, award.award_id) as name,
    min(award.economy) as economy,
    arg_min(award.city, award.award_id) as city,
    null as website,
    concat_ws(
        ';',
        case
            when award.dataset_id = 'cordis' then 'pic:' || award.recipient_key
            when award.dataset_id in ('usaspending', 'nsf') then 'uei:' || award.recipient_key
            when award.dataset_id = 'eu-financial-transparency' then 'vat:' || award.recipient_key
        end,
        'vat:' || min(award.recipient_vat)
    ) as identifiers,
    null as public_id,
    false as is_roster
from award
where award.recipient is not null and award.recipient not in ('Natural person', 'Natural persons')
group by award.dataset_id, source_key, award.recipient_key
