-- One row per ordered pair of economies and quarter, of the nine economies that the charts compare; EU is the group of 27.
select
    source as source_economy,
    destination as destination_economy,
    year::varchar || '-Q' || quarter::varchar as period,
    weight,
    snapshot_sha256,
    source_line
from staged.github_innovation_graph__collaborators
where source in ('CA', 'CH', 'CN', 'EU', 'GB', 'IN', 'JP', 'KR', 'US')
    and destination in ('CA', 'CH', 'CN', 'EU', 'GB', 'IN', 'JP', 'KR', 'US')
