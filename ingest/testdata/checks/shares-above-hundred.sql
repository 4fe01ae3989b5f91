-- One row that the check shares-above-hundred returns.
update observation set value = 99
where series_id = 'top500-performance-share' and economy in ('US', 'CN') and dated = (
    select max(dated) from observation where series_id = 'top500-performance-share' and economy = 'CN'
);
