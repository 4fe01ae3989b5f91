-- The packages are a code list: what downloads can be broken down by.
insert into code
select 'package', package, source_line - 1, name, name
from staged.pypi_downloads__packages;

-- One row per package, month and place. The code of a place is that of ISO 3166; places that are not in the list of economies
-- become one row, and so do downloads without a place, so that nothing is lost from a total. A month that was not over on the
-- day when it was read is provisional. Packages that were not asked for are left out.
with readings as (
    select
        monthly.package,
        strftime(monthly.month, '%Y-%m') as month,
        case
            when coalesce(monthly.country, '') = '' then 'UNKNOWN'
            else coalesce(economy.economy, 'OTHER')
        end as place,
        sum(monthly.downloads) as downloads,
        min(monthly.dataset_id) as dataset_id,
        min(monthly.snapshot_sha256) as snapshot_sha256,
        min(monthly.source_line) as source_line
    from staged.pypi_downloads__monthly as monthly
    left join economy on economy.economy = upper(monthly.country) and not economy.is_aggregate
    group by all
)
insert into package_download by name
select
    readings.package || '-' || readings.month || '-' || readings.place as package_download_id,
    packages.name || ', ' || coalesce(economy.name_en, case readings.place when 'OTHER' then 'other places' else 'place unknown' end) || ', ' || readings.month as label,
    readings.package,
    packages.project_id as oss_project_id,
    oss_project.economy as origin_economy,
    coalesce(origin.bloc, 'UNKNOWN') as origin_bloc,
    packages.featured as is_featured,
    economy.economy,
    coalesce(economy.bloc, readings.place) as bloc,
    readings.downloads,
    readings.month as dated,
    partial_year(readings.month) as year,
    partial_quarter(readings.month) as quarter,
    case when last_day((readings.month || '-01')::date) >= snapshot.fetched_on then 'P' else 'A' end as obs_status,
    packages.note,
    readings.dataset_id,
    readings.snapshot_sha256,
    readings.source_line,
    'https://pypi.org/project/' || readings.package || '/' as source_url,
    'PyPI downloads of ' || readings.package || ', by ClickPy' as source_title,
    snapshot.fetched_on::varchar as source_on
from readings
join staged.pypi_downloads__packages as packages using (package)
join oss_project on oss_project.oss_project_id = packages.project_id
join snapshot on snapshot.snapshot_sha256 = readings.snapshot_sha256
left join economy as origin on origin.economy = oss_project.economy
left join economy on economy.economy = readings.place
order by package_download_id;
