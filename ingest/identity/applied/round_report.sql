-- One row changed per report of a company of the list. Filings of issuers that are nobody on the list are taken away: the register holds every company of the United States.
update round_report
set organisation_id = match.organisation_id
from organisation_match as match
join organisation on organisation.organisation_id = match.organisation_id
where match.dataset_id = round_report.dataset_id and match.source_key = round_report.company_key;

delete from round_report
where dataset_id = 'sec-form-d' and organisation_id is null;
