"""What a WebM file says of itself: its duration, its size, its codecs (RFC 8794 and 9559)."""

import struct
from collections.abc import Iterator

from portal.uploads.content import AnyFile
from portal.uploads.tracks import DamagedError, Recording

EBML, DOCTYPE = 0x1A45DFA3, 0x4282
SEGMENT, INFO, TRACKS, CLUSTER = 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675
TIMESTAMP_SCALE, DURATION = 0x2AD7B1, 0x4489
TRACK_ENTRY, CODEC, VIDEO, AUDIO, WIDTH, HEIGHT = 0xAE, 0x86, 0xE0, 0xE1, 0xB0, 0xBA
MAX_ELEMENT = 1024 * 1024  # bytes of the elements that are read
NANOSECONDS = 1_000_000_000
PLAYED_VIDEO = {"V_VP8", "V_VP9", "V_AV1"}
PLAYED_AUDIO = {"A_OPUS", "A_VORBIS"}

Element = tuple[int, int, int]  # its identifier, and where its content starts and ends


def read_webm(file: AnyFile) -> Recording | None:
    """Return what the file says; None when it is no WebM. Raise DamagedError when it is cut."""
    recording = Recording()
    parts = elements(file, 0, file.size)
    first = next(parts, None)
    if first is None or first[0] != EBML:
        return None
    names = [read(file, part) for part in elements(file, *first[1:]) if part[0] == DOCTYPE]
    if names != [b"webm"]:
        return None
    segment = next((part for part in parts if part[0] == SEGMENT), None)
    if segment is None:
        raise DamagedError
    for part in elements(file, *segment[1:]):
        if part[0] == INFO:
            recording.duration = read_duration(file, part)
        elif part[0] == TRACKS:
            for entry in elements(file, *part[1:]):
                if entry[0] == TRACK_ENTRY:
                    read_track(file, entry, recording)
        elif part[0] == CLUSTER:
            break  # the pictures: all that describes them stands before
    return recording


def elements(file: AnyFile, start: int, end: int) -> Iterator[Element]:
    """Yield the elements between two places; one of an unknown size goes to the end."""
    while start < end:
        file.seek(start)
        identifier, id_length = read_number(file, marked=True)
        size, size_length = read_number(file, marked=False)
        first = start + id_length + size_length
        is_unknown = size == (1 << 7 * size_length) - 1
        last = end if is_unknown else first + size
        if last > end:
            raise DamagedError
        yield identifier, first, last
        start = last


def read_number(file: AnyFile, *, marked: bool) -> tuple[int, int]:
    """Return a number and its width in bytes; an identifier keeps the mark of its width."""
    first = file.read(1)
    if not first or not first[0]:
        raise DamagedError
    length = 9 - first[0].bit_length()
    rest = file.read(length - 1)
    if len(rest) < length - 1:
        raise DamagedError
    value = first[0] if marked else first[0] & (0xFF >> length)
    return int.from_bytes(bytes([value]) + rest), length


def read(file: AnyFile, element: Element) -> bytes:
    """Return the content of a small element, without the zeros that may fill it."""
    _identifier, start, end = element
    if end - start > MAX_ELEMENT:
        raise DamagedError
    file.seek(start)
    content: bytes = file.read(end - start)
    return content.rstrip(b"\0") if element[0] in (DOCTYPE, CODEC) else content


def read_duration(file: AnyFile, info: Element) -> float:
    scale, length = 1_000_000, 0.0
    for part in elements(file, *info[1:]):
        if part[0] == TIMESTAMP_SCALE:
            scale = int.from_bytes(read(file, part))
        elif part[0] == DURATION:
            content = read(file, part)
            length = struct.unpack(">d" if len(content) == 8 else ">f", content)[0]
    return length * scale / NANOSECONDS if length == length else 0.0  # no number: unknown


def read_track(file: AnyFile, entry: Element, recording: Recording) -> None:
    codec, is_video, is_audio = "", False, False
    for part in elements(file, *entry[1:]):
        if part[0] == CODEC:
            codec = read(file, part).decode("latin-1")
        elif part[0] == AUDIO:
            is_audio = True
        elif part[0] == VIDEO:
            is_video = True
            sizes = {
                inner[0]: int.from_bytes(read(file, inner))
                for inner in elements(file, *part[1:])
                if inner[0] in (WIDTH, HEIGHT)
            }
            recording.width = recording.width or sizes.get(WIDTH)
            recording.height = recording.height or sizes.get(HEIGHT)
    if is_video:
        recording.video[codec] = codec in PLAYED_VIDEO
    elif is_audio:
        recording.audio[codec] = codec in PLAYED_AUDIO
