"""HTTP shared by every major and by the pages. Knows no resource of any major."""
