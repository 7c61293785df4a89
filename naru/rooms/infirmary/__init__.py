"""The infirmary: health intake, isolation, medicines, injuries, the health summary."""
