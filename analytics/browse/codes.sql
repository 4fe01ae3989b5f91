-- One row per code, in the order of display.
select list, code, name_en, name_fr
from code
order by list, position, code
