"""Files that leave: releases and lists."""
