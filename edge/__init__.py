"""HTTP for every major version of the contract and for the pages; knows no resource of any of them."""
