"""x"""
from naru.engine.linear import FifoKernel as EventKernel
