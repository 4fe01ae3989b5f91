-- One row that the check model-of-the-future returns.
update ai_model set dated = '2099-01-01' where ai_model_id = (select min(ai_model_id) from ai_model);
