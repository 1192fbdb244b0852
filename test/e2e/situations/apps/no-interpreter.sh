#!/usr/bin/an-interpreter-that-nobody-installed
echo hello
