"""Pictures: their sizes, what is drawn ahead, and who draws when two ask at once."""

import io
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from django.core.files.base import ContentFile
from django.db import close_old_connections, connection, transaction

import PIL.Image
import pytest
from bs4 import BeautifulSoup

from portal import drawing
from portal.media import Image, Rendition
from portal.renditions import DOWNLOAD, FORMATS, SHAPES, SOCIAL, Picture, specs
from portal.worker.jobs import ours
from tests import factories, uploads
