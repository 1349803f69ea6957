"""What an MP4 file says of itself: its duration, its size, its codecs; and where it was filmed.

The boxes are those of ISO/IEC 14496-12 and 14496-14, and of QuickTime, which phones still write.
"""

import struct
from collections.abc import Iterator

from portal.uploads.content import AnyFile
from portal.uploads.tracks import DamagedError, Recording

MAX_HEADER = 32 * 1024 * 1024  # bytes of the box that describes the whole file
TELLING_BOXES = (b"udta", b"meta", b"uuid")  # place, camera, author, comments, thumbnails
PLAYED_PROFILES = {66, 77, 88, 100}  # of H.264, in its box « avcC »: 8 bits, 4:2:0
PLAYED_AUDIO_OBJECTS = {0x40, 0x66, 0x67, 0x68, 0x69, 0x6B}  # AAC and MP3, in the box « esds »
VIDEO_ENTRY, AUDIO_ENTRY = 78, 28  # bytes before the boxes of a sample entry
QUICKTIME_ENTRY = {1: 16, 2: 36}  # bytes that versions of QuickTime add to an entry of audio

Box = tuple[bytes, int, int]  # its kind, and where its content starts and ends


def read_mp4(file: AnyFile) -> Recording:
    """Return what the file says. Raise DamagedError when it is incomplete or does not follow."""
    recording = Recording()
    for kind, start, end in file_boxes(file):
        if kind == b"moov":
            if end - start > MAX_HEADER:
                raise DamagedError
            file.seek(start)
            movie = file.read(end - start)
            try:
                read_movie(movie, recording)
            except (struct.error, IndexError) as error:
                raise DamagedError from error
            recording.telling = [
                (start + first, start + last) for first, last in telling_parts(movie)
            ]
        elif kind in TELLING_BOXES:
            recording.telling.append((start, end))
    return recording


def file_boxes(file: AnyFile) -> Iterator[Box]:
    """Yield the boxes of the file, of which the contents are not read."""
    place = 0
    while place + 8 <= file.size:
        file.seek(place)
        size, kind = struct.unpack(">I4s", file.read(8))
        header = 8
        if size == 1:
            size, header = struct.unpack(">Q", file.read(8))[0], 16
        end = file.size if size == 0 else place + size
        if size and (size < header or end > file.size):
            raise DamagedError
        yield kind, place + header, end
        place = end


def boxes(content: bytes, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """Yield the boxes of what was read."""
    end = len(content) if end is None else end
    while start + 8 <= end:
        size, kind = struct.unpack_from(">I4s", content, start)
        header = 8
        if size == 1:
            size, header = struct.unpack_from(">Q", content, start + 8)[0], 16
        last = end if size == 0 else start + size
        if last > end or (size and size < header):
            return  # QuickTime ends some lists with four empty bytes
        yield kind, start + header, last
        start = last


def find(content: bytes, *path: bytes) -> bytes:
    """Return the content of the first box at this path of kinds; b"" without one."""
    for kind in path:
        child = next((box for box in boxes(content) if box[0] == kind), None)
        if child is None:
            return b""
        content = content[child[1] : child[2]]
    return content


def read_movie(movie: bytes, recording: Recording) -> None:
    if header := find(movie, b"mvhd"):
        recording.duration = read_duration(header)
    if extended := find(movie, b"mvex", b"mehd"):
        scale = struct.unpack_from(">I", header, 20 if header[0] else 12)[0]
        length = struct.unpack_from(">Q" if extended[0] else ">I", extended, 4)[0]
        recording.duration = recording.duration or length / (scale or 1)
    for kind, start, end in boxes(movie):
        if kind == b"trak":
            read_track(movie[start:end], recording)


def read_duration(header: bytes) -> float:
    """Return the seconds of a movie header: its two versions have not the same widths."""
    place, form = (20, ">IQ") if header[0] else (12, ">II")
    scale, length = struct.unpack_from(form, header, place)
    unknown = 2**64 - 1 if header[0] else 2**32 - 1
    return 0.0 if length == unknown or not scale else float(length / scale)


def read_track(track: bytes, recording: Recording) -> None:
    handler = find(track, b"mdia", b"hdlr")[8:12]
    descriptions = find(track, b"mdia", b"minf", b"stbl", b"stsd")[8:]
    for kind, start, end in boxes(descriptions):
        entry = descriptions[start:end]
        if handler == b"vide":
            if not recording.width:
                recording.width, recording.height = read_size(find(track, b"tkhd"), entry)
            recording.video[codec_name(kind)] = is_played_video(kind, entry)
        elif handler == b"soun":
            recording.audio[codec_name(kind)] = is_played_audio(kind, entry)


def codec_name(kind: bytes) -> str:
    return kind.decode("latin-1").strip("\0 ")


def read_size(header: bytes, entry: bytes) -> tuple[int, int]:
    """Return the width and the height as the video is shown: phones turn it by a matrix."""
    width, height = (value >> 16 for value in struct.unpack_from(">II", header, len(header) - 8))
    if not (width and height):
        width, height = struct.unpack_from(">HH", entry, 24)
    across, *_rest = struct.unpack_from(">i", header, len(header) - 44)
    return (width, height) if across else (height, width)


def is_played_video(kind: bytes, entry: bytes) -> bool:
    """Return whether all browsers play this codec: H.264 in 8 bits, VP9, AV1."""
    extra = entry[VIDEO_ENTRY:]
    if kind in (b"avc1", b"avc3"):
        settings = find(extra, b"avcC")
        return len(settings) > 1 and settings[1] in PLAYED_PROFILES
    if kind == b"av01":
        settings = find(extra, b"av1C")
        return len(settings) > 1 and settings[1] >> 5 == 0
    return kind == b"vp09"


def is_played_audio(kind: bytes, entry: bytes) -> bool:
    """Return whether all browsers play this codec: AAC, MP3, Opus, FLAC."""
    if kind != b"mp4a":
        return kind in (b"Opus", b"fLaC", b".mp3")
    version = struct.unpack_from(">H", entry, 8)[0]
    extra = entry[AUDIO_ENTRY + QUICKTIME_ENTRY.get(version, 0) :]
    settings = find(extra, b"esds") or find(extra, b"wave", b"esds")
    return audio_object(settings[4:]) in PLAYED_AUDIO_OBJECTS


def audio_object(descriptors: bytes) -> int | None:
    """Return the type of the audio object; None when the descriptors do not name it."""
    place = 0
    while place < len(descriptors):
        tag = descriptors[place]
        place += 1
        while place < len(descriptors) and descriptors[place] & 0x80:
            place += 1  # of a length, all the bytes but the last have this bit
        place += 1
        if tag == 0x04:
            return descriptors[place] if place < len(descriptors) else None
        if tag != 0x03:
            return None
        place += 3  # the number of the stream, then its flags
    return None


def telling_parts(movie: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the movie and its tracks say who filmed, where and with what."""
    for kind, start, end in boxes(movie):
        if kind in TELLING_BOXES:
            yield start, end
        elif kind == b"trak":
            for inner, first, last in boxes(movie, start, end):
                if inner in TELLING_BOXES:
                    yield first, last
