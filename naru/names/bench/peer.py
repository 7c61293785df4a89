"""Runs in a Python that has nomenklatura 4.17: scores what comes line by line as JSON."""

import json
import sys
from typing import Any


def main() -> None:
    """One line in, one line of scores out."""
    from followthemoney import model  # type: ignore[import-not-found]
    from nomenklatura.matching import get_algorithm  # type: ignore[import-not-found]

    algorithm = get_algorithm("logic-v2")
    config = algorithm.default_config()

    def entity(one: dict[str, Any], entity_id: str) -> Any:
        made = model.make_entity("Person")
        made.id = entity_id
        for name in one["names"]:
            made.add("name", name)
        if one.get("dob"):
            made.add("birthDate", str(one["dob"]))
        if one.get("sex"):
            made.add("gender", {"m": "male", "f": "female"}[one["sex"]])
        return made

    for turn, line in enumerate(sys.stdin):
        asked = json.loads(line)
        # its cache goes by id, so every query needs a fresh one
        query = entity(asked["query"], f"query-{turn}")
        scores = [
            algorithm.compare(query, entity(one, f"person-{one['id']}"), config).score
            for one in asked["people"]
        ]
        sys.stdout.write(json.dumps(scores) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
