import threading

from graph_service.store.gate import Gate


def test_whoever_closes_a_gate_waits_until_the_others_have_left_and_keeps_them_out() -> None:
    """Somebody who is inside may enter again meanwhile; who comes later waits."""
    gate = Gate()
    inside, leave, entered = threading.Event(), threading.Event(), threading.Event()
    order: list[str] = []

    def first() -> None:
        with gate.entered():
            inside.set()
            leave.wait(10)
            with gate.entered():
                order.append("again")
        order.append("left")

    def late() -> None:
        with gate.entered():
            order.append("late")
        entered.set()

    threads = [threading.Thread(target=first)]
    threads[0].start()
    inside.wait(10)
    with gate.closed(0.05) as left:
        assert not left
    threading.Timer(0.1, leave.set).start()
    with gate.closed(10) as left:
        assert left
        threads.append(threading.Thread(target=late))
        threads[1].start()
        assert not entered.wait(0.05)
        order.append("closed")
    for thread in threads:
        thread.join()
    assert [word for word in order if word != "left"] == ["again", "closed", "late"]
