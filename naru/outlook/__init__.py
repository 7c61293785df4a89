"""From the official arrivals and stated assumptions to expected arrivals (pure; NumPy only).

    from naru.outlook import posterior, projecting, scenarios, tables

    run = projecting.run(scenarios.load("reopened"), posterior.load().fitted, draws=10_000,
    seed=2026) run.counts                # int64 (months, 4, draws): women, girls, men, boys who
    arrive tables.to_csv(run)        # month,sex,age,mean,p05,p25,p50,p75,p95: what the simulator
    reads tables.to_json(run, posterior.load())

| module | what it does |
|---|---|
| `official` | reads the official arrivals, 2002 to 2025, and nothing else |
| `priors` | `priors.toml`: what was believed before, with reasons and sources |
| `flows` | the model: a stock in China, two legs, harm that never arrives; one month at a time |
| `history`, `fitting`, `posterior` | one vector to one history; the fit; the draws that ship |
| `scenario`, `reading`, `scenarios` | assumptions as values; TOML with line-exact errors; those
that ship | | `prices`, `assuming`, `projecting` | price as assumptions; inputs by month; a run |
| `tables` | bands, years, harm, costs, as CSV, JSON and lines |
| `scoring`, `peers`, `backtest` | CRPS and coverage against simple forecasts |
| `portable` | exp, log and quantiles with the same bits on every processor |

Months are counted from year 0 (`priors.month_number`), money is US dollars, arrays are float64 with
draws on the last axis. A ranking of constraints (closure over enforcement over price), not an
elasticity: see docs/decisions/0025.
"""
