INSERT INTO membership (organisation, person, people_group, joined, left_on) VALUES ($1, $2, $3, $4, NULL)
ON CONFLICT (organisation, person, people_group, joined) DO UPDATE SET left_on = NULL
