-- One row that the check programme-stages-reversed returns: a programme became one that is announced no earlier than itself.
update programme set earlier_id = programme_id where programme_id = (select min(programme_id) from programme);
