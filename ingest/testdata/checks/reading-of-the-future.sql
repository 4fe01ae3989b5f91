-- One row that the check reading-of-the-future returns.
update oss_metric set dated = '2099-01' where oss_metric_id = (select min(oss_metric_id) from oss_metric);
