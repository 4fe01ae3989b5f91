-- One row that the check count-negative returns.
update oss_metric set value = -1 where oss_metric_id = (select min(oss_metric_id) from oss_metric);
