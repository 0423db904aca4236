UPDATE exemption SET until_day = $3 WHERE organisation = $1 AND exemption = $2
