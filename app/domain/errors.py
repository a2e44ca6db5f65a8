"""What can go wrong in a way that a person can understand and cure."""


class KnownError(Exception):
    """Something foreseen: said in the user's language by ``message`` (a key of the catalogue).

    ``values`` fill the message. Anything else that is raised is a fault of the program.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message, values)
        self.message = message
        self.values = values
