package wdt
