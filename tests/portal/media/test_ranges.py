"""Files are sent in parts, which Safari needs to play a video."""

import pytest

from portal.models import Media
from tests.support import uploads


@pytest.fixture
def video(db):
    media = uploads.video()
    Media.objects.update(public=True)
    with media.file.open() as file:
        media.content = file.read()
    return media


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-1", 0, 1),
        ("bytes=0-0", 0, 0),
        ("bytes=10-", 10, None),
        ("bytes=5-999999999", 5, None),
        ("bytes=-7", -7, None),
        ("bytes=-999999999", 0, None),
        ("BYTES = 2-3", 2, 3),
    ],
)
def test_a_part(client, video, asked, first, last):
    response = client.get(video.url, headers={"range": asked})
    size = len(video.content)
    start = first % size if first < 0 else first
    end = size - 1 if last is None else last
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {start}-{end}/{size}"
    assert response["Content-Length"] == str(end - start + 1)
    assert response["Content-Type"] == "video/mp4"
    assert body(response) == video.content[start : end + 1]


@pytest.mark.parametrize("asked", ["bytes=999999999-", "bytes=-0"])
def test_a_part_that_does_not_exist(client, video, asked):
    response = client.get(video.url, headers={"range": asked})
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(video.content)}"


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,4-5", "bytes=5-2", "bytes=", "bytes=a-b", "lines=1-2"]
)
def test_what_is_no_single_part_gets_the_whole(client, video, asked):
    response = client.get(video.url, headers={"range": asked})
    assert response.status_code == 200
    assert response["Content-Length"] == str(len(video.content))
    assert body(response) == video.content


def test_the_whole_says_that_parts_can_be_had(client, video):
    response = client.get(video.url)
    assert response["Accept-Ranges"] == "bytes"
    assert response["ETag"].startswith('"')
    assert response["Last-Modified"].endswith("GMT")
    head = client.head(video.url, headers={"range": "bytes=0-1"})
    assert (head.status_code, head["Content-Length"]) == (200, str(len(video.content)))
    assert head["ETag"] == response["ETag"]
    assert not body(head)


@pytest.mark.parametrize("method", ["get", "head"])
def test_what_did_not_change_is_not_sent_again(client, video, method):
    response = client.get(video.url)
    for name, header in (("if-none-match", "ETag"), ("if-modified-since", "Last-Modified")):
        again = getattr(client, method)(video.url, headers={name: response[header]})
        assert again.status_code == 304
        assert not body(again)
        assert again["ETag"] == response["ETag"]


def test_another_part_only_of_the_same_file(client, video):
    response = client.get(video.url)
    for header in ("ETag", "Last-Modified"):
        headers = {"range": "bytes=0-1", "if-range": response[header]}
        assert client.get(video.url, headers=headers).status_code == 206
    for other in ('"autre"', "Mon, 01 Jan 2024 00:00:00 GMT", f"W/{response['ETag']}"):
        headers = {"range": "bytes=0-1", "if-range": other}
        assert client.get(video.url, headers=headers).status_code == 200


def test_a_part_of_what_is_private_is_not_found(client, video):
    Media.objects.update(public=False)
    assert client.get(video.url, headers={"range": "bytes=0-1"}).status_code == 404
