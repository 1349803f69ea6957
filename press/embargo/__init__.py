"""Embargoes: releases that wait for their minute, and the journalists who may read them before."""
