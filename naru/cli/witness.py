"""`naru witness`: a small witness for a second device or an ombudsman; needs no centre."""

import argparse
import json
import time
from pathlib import Path

from naru.cli.output import fail, say

NAME, HELP = "witness", "keep the last checkpoint of a log, refuse another past, cosign"


def add(parser: argparse.ArgumentParser) -> None:
    """The actions and their options."""
    actions = parser.add_subparsers(title="actions", required=True, metavar="ACTION")
    make = actions.add_parser("init", help="make a witness with a key of its own; prints its key")
    make.add_argument("folder", type=Path, help="where it keeps its key and what it saw")
    make.add_argument("--name", required=True, help="its name, like ombudsman.example/naru")
    make.set_defaults(run=_init)
    trust = actions.add_parser("trust", help="know a log by its public key from now on")
    trust.add_argument("folder", type=Path)
    trust.add_argument("key", help="the log's key, as `naru ledger key` prints it, or its file")
    trust.set_defaults(run=_trust)
    sign = actions.add_parser("sign", help="cosign a request that came as a file")
    sign.add_argument("folder", type=Path)
    sign.add_argument("request", type=Path, help="what `naru ledger request` wrote")
    sign.add_argument("-o", "--output", type=Path, required=True, help="the cosigned note")
    sign.set_defaults(run=_sign)
    serve = actions.add_parser("serve", help="cosign over HTTP in the house's own network")
    serve.add_argument("folder", type=Path)
    serve.add_argument("--host", default="127.0.0.1", help="an address of your own network")
    serve.add_argument("--port", type=int, default=8799)
    serve.set_defaults(run=_serve)
    show = actions.add_parser("show", help="its key, the logs it knows, and what it saw last")
    show.add_argument("folder", type=Path)
    show.add_argument("--json", action="store_true", help="for a program")
    show.set_defaults(run=_show)


def _init(args: argparse.Namespace) -> int:
    from naru.ground.ledger import witnessing

    try:
        say(str(witnessing.make(args.folder, args.name)))
    except (witnessing.WitnessError, OSError) as error:
        return fail(str(error))
    return 0


def _trust(args: argparse.Namespace) -> int:
    from naru.ground.ledger.notes import NoteError
    from naru.ground.ledger.witnessing import Witness, WitnessError

    path = Path(args.key)
    try:
        key = path.read_text() if path.is_file() else args.key
        say(f"known: {Witness(args.folder).trust(key).name}")
    except (NoteError, WitnessError, OSError, ValueError) as error:
        return fail(str(error))
    return 0


def _sign(args: argparse.Namespace) -> int:
    from naru.domain.refusals import Refusal
    from naru.domain.refusals import say as in_words
    from naru.ground.ledger.witnessing import Witness, WitnessError

    try:
        body = args.request.read_bytes().decode()
        result = Witness(args.folder).add_checkpoint(body, int(time.time()))
        if not isinstance(result, Refusal):
            args.output.write_text(result.note, encoding="utf-8")
            say(f"cosigned: {args.output}")
            return 0
    except UnicodeDecodeError:
        return fail(f"{args.request} isn't a text in UTF-8")
    except (WitnessError, OSError) as error:
        return fail(str(error))
    both = [in_words(result, lang) for lang in ("ko", "en")]
    return fail("\n".join(f"{said.why} {said.next_step}" for said in both))


def _serve(args: argparse.Namespace) -> int:
    from naru.ground.ledger import witness_server
    from naru.ground.ledger.witnessing import Witness, WitnessError

    if not witness_server.near(args.host):
        return fail(f"{args.host} isn't one address of this machine or of a private network")
    try:
        door = witness_server.server(Witness(args.folder), args.host, args.port)
    except (WitnessError, OSError, OverflowError) as error:
        return fail(str(error))
    say(f"The witness is at http://{args.host}:{door.server_port}  (Ctrl+C ends it)")
    try:
        door.serve_forever()
    except KeyboardInterrupt:
        return 0
    finally:
        door.server_close()
    return 0


def _show(args: argparse.Namespace) -> int:
    from naru.ground.ledger.notes import NoteError, b64
    from naru.ground.ledger.witnessing import Witness, WitnessError

    try:
        witness = Witness(args.folder)
        logs = list(witness.logs())
    except (NoteError, WitnessError, OSError, ValueError) as error:
        return fail(str(error))
    rows = [
        {"log": str(log), "size": seen.size if seen else 0, "root": b64(seen.root) if seen else ""}
        for log, seen in logs
    ]
    if args.json:
        say(json.dumps({"key": str(witness.verifier), "logs": rows}, indent=2))
        return 0
    say(str(witness.verifier))
    for row in rows:
        say(f"{row['log']}: {row['size']} entries, root {row['root'] or '-'}")
    return 0
