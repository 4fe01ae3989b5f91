-- check: published-group-below-member   level: warning
-- A published total of the 27 is smaller than one of its members.
select
    total.series_id,
    total.dated,
    total.edition,
    coalesce(total.breakdown, '') as breakdown,
    total.value,
    max(member.value) as largest_member
from observation as total
join series using (series_id)
join observation as member
    on member.series_id = total.series_id
    and member.dated = total.dated
    and member.edition = total.edition
    and coalesce(member.breakdown, '') = coalesce(total.breakdown, '')
join economy_group on economy_group.group_code = 'EU27_2020' and economy_group.economy = member.economy
where total.economy = 'EU27_2020' and series.aggregation = 'sum'
group by total.series_id, total.dated, total.edition, coalesce(total.breakdown, ''), total.value
having max(member.value) > total.value
order by total.series_id, total.dated, total.edition, breakdown
